"""Measures language servers side by side: start, opening, a change to its diagnostics, completion, hover, memory.

    python3 benchmarks/language-server/measure.py prefect-lint=target/release/prefect-lint\\ server \\
        yaml-language-server='npx yaml-language-server --stdio'

Each server is started anew for each size of file. `yaml-language-server` gets the JSON schema that `--schema` names for
the file. Times are in milliseconds: the best of some starts, and in each the median of some rounds. Memory is the resident
size of the process behind `initialize`, and at the end, in MB, children included.
"""

import argparse
import json
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = ROOT / "schemas/prefect-yaml.schema.json"
# In the last line of the last deployment: completion of a key, of one of 597 time zones, and what is known about it.
QUESTIONS = {"keys": ("completion", 8), "zones": ("completion", 20), "hover": ("hover", 20)}
ROUNDS = 20
STARTS = 5
PATIENCE = 10
HEAD = """\
name: farm
prefect-version: 3.4.0

# Where the code is at run time.
pull:
  - prefect.deployments.steps.git_clone:
      repository: https://github.com/acme/farm
      branch: main

# What runs, and when.
deployments:
"""
DEPLOYMENT = """\
  - name: deployment-{n}
    entrypoint: flows/a.py:main
    tags: [a, b]
    parameters:
      day: monday
    work_pool:
      name: barn
      job_variables:
        image: acme/report:1
    schedules:
      - cron: "0 9 * * 1-5"
        timezone: Europe/Paris
"""
# By deployments. With the line that is edited, the files are exactly as long as it says.
SIZES = {"60 lines": 4, "12,000 lines": 999}


class Server:
    def __init__(self, command, schema):
        self.process = subprocess.Popen(
            shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.last = 0
        # When the last message was here, not yet read.
        self.arrived = 0.0
        self.schemas = {"schemas": {schema.resolve().as_uri(): "prefect.yaml"}}

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        try:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()
        except BrokenPipeError:
            self.give_up()

    def receive(self):
        length = 0
        while (line := self.line()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        body = self.process.stdout.read(length)
        self.arrived = time.perf_counter()
        message = json.loads(body)
        if "id" in message and "method" in message:
            is_settings = message["method"] == "workspace/configuration"
            items = message["params"]["items"] if is_settings else []
            answers = [self.schemas if item.get("section") == "yaml" else {} for item in items]
            self.send({"id": message["id"], "result": answers if is_settings else None})
        return message

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            self.give_up()
        return line.strip()

    def give_up(self):
        code = self.process.wait(timeout=PATIENCE)
        sys.exit(f"`{shlex.join(self.process.args)}` has ended in the middle of the measurement, with code {code}")

    def end(self):
        self.ask("shutdown", None)
        self.notify("exit", None)
        self.process.wait(timeout=PATIENCE)

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.last or "method" in message:
            pass
        return message.get("result")

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def diagnostics(self, count):
        """Waits for diagnostics, as many as there must be."""
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                if len(message["params"]["diagnostics"]) == count:
                    return


def timed(server, action):
    """How long it takes until the last message is here that the action waits for."""
    begun = time.perf_counter()
    action()
    return (server.arrived - begun) * 1000


def memory(pid):
    total = 0
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if pid in (int(fields["Pid"]), int(fields["PPid"])) and "VmRSS" in fields:
            total += int(fields["VmRSS"].split()[0])
    return total / 1024


def measure(command, schema, deployments, folder):
    text = HEAD + "".join(DEPLOYMENT.format(n=n) for n in range(deployments))
    uri = (folder / "prefect.yaml").as_uri()
    begun = time.perf_counter()
    server = Server(command, schema)
    capabilities = {
        "workspace": {"configuration": True},
        "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
    }
    start = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities}
    server.ask("initialize", start)
    result = {"start": (time.perf_counter() - begun) * 1000, "at first": memory(server.process.pid)}
    server.notify("initialized", {})
    broken = "    description: [5]\n"
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text + broken}

    def open_it():
        server.notify("textDocument/didOpen", {"textDocument": document})
        server.diagnostics(1)

    result["open"] = timed(server, open_it)
    last = text.count("\n")
    identity = {"textDocument": {"uri": uri}}
    changes = []
    for version in range(2, 2 + ROUNDS):
        good = version % 2 == 0
        span = {"start": {"line": last, "character": 0}, "end": {"line": last + 1, "character": 0}}
        change = {"range": span, "text": "    description: x\n" if good else broken}

        def act():
            server.notify(
                "textDocument/didChange",
                {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]},
            )
            server.diagnostics(0 if good else 1)

        changes.append(timed(server, act))
    result["change"] = statistics.median(changes)
    for name, (method, column) in QUESTIONS.items():
        place = {**identity, "position": {"line": last - 1, "character": column}}
        result[name] = statistics.median(
            timed(server, lambda: server.ask(f"textDocument/{method}", place)) for _ in range(ROUNDS)
        )
    result["memory"] = memory(server.process.pid)
    server.end()
    return result


def best(command, schema, deployments):
    """The least of each figure, of some starts."""
    results = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder:
            results.append(measure(command, schema, deployments, pathlib.Path(folder)))
    return {name: min(result[name] for result in results) for name in results[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("servers", nargs="+", metavar="NAME=COMMAND")
    parser.add_argument("--schema", type=pathlib.Path, default=SCHEMA, help="for servers that need one")
    args = parser.parse_args()
    for size, deployments in SIZES.items():
        columns = ["start", "at first", "open", "change", *QUESTIONS, "memory"]
        print(f"{size}\n  {'':24}" + "".join(f"{column:>12}" for column in columns))
        for named in args.servers:
            name, command = named.split("=", 1)
            found = best(command, args.schema, deployments)
            print(f"  {name:24}" + "".join(f"{found[column]:12.1f}" for column in columns), flush=True)


if __name__ == "__main__":
    main()
