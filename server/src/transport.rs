//! Frames on stdin and stdout, and the life of the process.
//!
//! A message is taken up before the next one is read: what it changes is changed by then. What takes long goes on beside.
//! The frames are read here, since the server of the framework ends at the first one that is malformed.

use std::future::Future;
use std::io::{self, BufRead, Read, Write};
use std::panic::AssertUnwindSafe;
use std::sync::mpsc as threads;
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use futures_util::{FutureExt, SinkExt, StreamExt};
use prefect_lint_core::plan::Plan;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp_server::LspService;
use tower_lsp_server::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use crate::End;
use crate::handlers::Server;
use crate::log::{Level, Log, elapsed};

/// As much as a main thread has: deeply nested text must fit.
const STACK: usize = 8 << 20;
/// How many answers are worked on at a time, at least: what nobody waits for any more may still be at work beside.
const FEWEST: usize = 4;
/// How many messages are read ahead.
const AHEAD: usize = 64;
/// How long a client may take to read the last answers.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What comes from the client.
enum Incoming {
    Request(Request),
    Response(Response),
    /// Something that is neither; the answer to it.
    Malformed(Response),
}

/// Serves until the end.
pub(crate) fn serve(log: Log, draw: fn(&Plan) -> String) -> Result<End, String> {
    log_faults(log.clone());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .thread_stack_size(STACK)
        .max_blocking_threads(
            thread::available_parallelism()
                .map_or(FEWEST, |n| n.get())
                .max(FEWEST),
        )
        .build()
        .map_err(|error| format!("cannot start the language server: {error}"))?;
    let (incoming, messages) = mpsc::channel(AHEAD);
    thread::spawn(move || read(&mut io::stdin().lock(), &incoming));
    let (out, frames) = threads::channel();
    let (said, all_said) = threads::channel();
    thread::spawn(move || {
        write(&frames);
        // Who does not wait any more has ended already.
        let _ = said.send(());
    });
    let end = runtime.block_on(talk(log, draw, messages, out));
    runtime.shutdown_background();
    // A client that does not read any more is not waited for.
    let _ = all_said.recv_timeout(LAST_WORDS);
    Ok(end)
}

/// Has faults written to the log.
pub(crate) fn log_faults(log: Log) {
    std::panic::set_hook(Box::new(move |fault| {
        let message = format!("a fault of this server, please report it: {fault}");
        log.write(Level::Error, &message);
    }));
}

async fn talk(
    log: Log,
    draw: fn(&Plan) -> String,
    mut messages: mpsc::Receiver<Incoming>,
    out: threads::Sender<Vec<u8>>,
) -> End {
    let (mut service, socket) = LspService::build(|client| Server::new(client, log.clone(), draw))
        .custom_method("$/setTrace", Server::set_trace)
        .finish();
    let session = service.inner().session().clone();
    let (mut requests, mut responses) = socket.split();
    let own = out.clone();
    tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            send(&own, &request);
        }
    });
    while let Some(message) = messages.recv().await {
        match message {
            Incoming::Malformed(answer) => {
                log.write(Level::Warning, "a message that is none was received");
                send(&out, &answer);
            }
            // Nobody waits for it after the end.
            Incoming::Response(response) => _ = responses.send(response).await,
            Incoming::Request(request) => {
                if request.method() == "exit" {
                    break;
                }
                begin(&mut service, request, &Replies(out.clone(), log.clone())).await;
                tokio::task::yield_now().await;
            }
        }
    }
    let (end, why) = match session.is_shut_down() {
        true => (End::Orderly, "after `shutdown`"),
        false => (End::Abrupt, "the client is gone"),
    };
    log.write(Level::Info, &format!("stops: {why}"));
    end
}

/// Takes a message up; what it has to wait for, it waits for beside.
async fn begin<S>(service: &mut S, request: Request, replies: &Replies)
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send,
{
    let ready = std::future::poll_fn(|cx| service.poll_ready(cx)).await;
    if ready.is_err() {
        return;
    }
    let asked = Asked {
        method: request.method().to_owned(),
        id: request.id().cloned(),
        begun: Instant::now(),
    };
    let id = asked.id.clone();
    let answer = AssertUnwindSafe(service.call(request)).catch_unwind();
    // What has panicked costs its answer only.
    let answer = answer.map(move |answer| match answer {
        Ok(answer) => answer.ok().flatten(),
        Err(_) => id.map(|id| Response::from_error(id, Error::internal_error())),
    });
    let mut answer = Box::pin(answer);
    let first = std::future::poll_fn(|cx| Poll::Ready(answer.as_mut().poll(cx))).await;
    match first {
        Poll::Ready(answer) => replies.give(&asked, answer),
        Poll::Pending => {
            let replies = replies.clone();
            tokio::spawn(async move { replies.give(&asked, answer.await) });
        }
    }
}

/// A message that an answer is worked out for.
struct Asked {
    method: String,
    /// None for what is told only.
    id: Option<Id>,
    begun: Instant,
}

/// Where answers go, and what is noted about them.
#[derive(Clone)]
struct Replies(threads::Sender<Vec<u8>>, Log);

impl Replies {
    fn give(&self, asked: &Asked, answer: Option<Response>) {
        let Self(out, log) = self;
        let id = asked.id.as_ref().map(|id| format!(" {id}"));
        let outcome = match answer.as_ref().map(Response::error) {
            None => "taken".to_owned(),
            Some(None) => "answered".to_owned(),
            Some(Some(error)) => format!("error {}", error.code.code()),
        };
        let (method, id) = (&asked.method, id.unwrap_or_default());
        let time = elapsed(asked.begun);
        log.write(Level::Debug, &format!("{method}{id}: {outcome}, {time}"));
        if let Some(response) = answer {
            send(out, &response);
        }
    }
}

fn send(out: &threads::Sender<Vec<u8>>, message: &impl Serialize) {
    if let Ok(body) = serde_json::to_vec(message) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend(body);
        // A writer that is gone has lost its reader; so will the other side.
        let _ = out.send(frame);
    }
}

fn write(frames: &threads::Receiver<Vec<u8>>) {
    let mut out = io::stdout().lock();
    for frame in frames {
        if out.write_all(&frame).and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

/// Reads messages until the end of the input.
fn read(input: &mut impl BufRead, to: &mpsc::Sender<Incoming>) {
    while let Some(frame) = frame(input) {
        let message = match frame {
            Some(body) => message(&body),
            None => Incoming::Malformed(Response::from_error(Id::Null, Error::parse_error())),
        };
        let is_exit = matches!(&message, Incoming::Request(request) if request.method() == "exit");
        if to.blocking_send(message).is_err() || is_exit {
            return;
        }
    }
}

/// The body of the next frame; none inside where there is no length.
fn frame(input: &mut impl BufRead) -> Option<Option<Vec<u8>>> {
    let mut length: Option<u64> = None;
    let mut is_empty = true;
    loop {
        let mut line = Vec::new();
        let read = input.take(1 << 16).read_until(b'\n', &mut line).ok()?;
        if read == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            match (length, is_empty) {
                (Some(length), _) => {
                    let mut body = Vec::new();
                    input.take(length).read_to_end(&mut body).ok()?;
                    return (body.len() as u64 == length).then_some(Some(body));
                }
                (None, true) => continue,
                (None, false) => return Some(None),
            }
        }
        is_empty = false;
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().ok();
        }
    }
}

fn message(body: &[u8]) -> Incoming {
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return Incoming::Malformed(Response::from_error(Id::Null, Error::parse_error()));
    };
    let id = value
        .get("id")
        .and_then(|id| serde_json::from_value(id.clone()).ok());
    let is_request = value.get("method").is_some();
    let is_answer = value.get("result").is_some() || value.get("error").is_some();
    let known = match (is_request, is_answer) {
        (true, _) => serde_json::from_value(value).ok().map(Incoming::Request),
        (false, true) => serde_json::from_value(value).ok().map(Incoming::Response),
        (false, false) => None,
    };
    known.unwrap_or_else(|| {
        let id: Option<Id> = id;
        Incoming::Malformed(Response::from_error(
            id.unwrap_or(Id::Null),
            Error::invalid_request(),
        ))
    })
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::Context;

    use super::*;

    /// What is read of some bytes, in words.
    fn all(bytes: &[u8]) -> Vec<String> {
        let (to, mut messages) = mpsc::channel(64);
        read(&mut io::BufReader::new(bytes), &to);
        drop(to);
        let mut said = Vec::new();
        while let Some(message) = messages.blocking_recv() {
            said.push(match message {
                Incoming::Request(request) => request.method().to_owned(),
                Incoming::Response(response) => format!("answer {}", response.id()),
                Incoming::Malformed(answer) => format!(
                    "{} {}",
                    answer.id(),
                    answer.error().map_or(0, |error| error.code.code())
                ),
            });
        }
        said
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn malformed_messages_are_answered_and_survived() {
        let good = r#"{"jsonrpc":"2.0","method":"a/b"}"#;
        let input = [
            framed("{nope"),
            framed(good),
            framed("[]"),
            framed(r#"{"jsonrpc":"2.0","id":7}"#),
            framed(r#"{"jsonrpc":"2.0","id":"x","method":5}"#),
            "Content-Type: x\r\n\r\n".to_owned(),
            "junk\r\ncontent-LENGTH: 32 \r\nOther: 1\r\n\r\n".to_owned() + good,
            framed(r#"{"jsonrpc":"2.0","id":3,"result":null}"#),
            "Content-Length: 99\r\n\r\n{}".to_owned(),
        ];
        assert_eq!(
            all(input.concat().as_bytes()),
            [
                "null -32700",
                "a/b",
                "null -32600",
                "7 -32600",
                "\"x\" -32600",
                "null -32700",
                "a/b",
                "answer 3"
            ]
        );
    }

    #[test]
    fn nothing_is_read_behind_exit() {
        let input = framed(r#"{"jsonrpc":"2.0","method":"exit"}"#) + &framed("{");
        assert_eq!(all(input.as_bytes()), ["exit"]);
        assert_eq!(
            all(b"Content-Length: 5\r\n\r\n\xff\xff\xff\xff\xff"),
            ["null -32700"]
        );
    }

    /// A server that panics when it is told to, before it waits for anything or afterwards.
    struct Clumsy;

    impl Service<Request> for Clumsy {
        type Response = Option<Response>;
        type Error = ();
        type Future = Pin<Box<dyn Future<Output = Result<Self::Response, ()>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            Box::pin(async move {
                let (method, id, _) = request.into_parts();
                if method.starts_with("late") {
                    tokio::task::yield_now().await;
                }
                assert!(!method.ends_with("fault"), "a fault of {method}");
                Ok(id.map(|id| Response::from_ok(id, Value::Null)))
            })
        }
    }

    #[test]
    fn a_fault_costs_one_answer() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("log");
        let log = Log::open(Some(&file), Level::Debug).unwrap();
        let (out, frames) = threads::channel();
        let replies = Replies(out, log);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        for (id, method) in ["fault", "good", "late fault", "late good"]
            .iter()
            .enumerate()
        {
            let request = Request::build(*method).id(id as i64).finish();
            runtime.block_on(async {
                begin(&mut Clumsy, request, &replies).await;
                tokio::task::yield_now().await;
                tokio::task::yield_now().await;
            });
        }
        drop(replies);
        let frames: Vec<String> = frames
            .iter()
            .map(|frame| String::from_utf8(frame).unwrap())
            .collect();
        let all = frames.concat();
        assert_eq!(frames.len(), 4, "{all}");
        assert_eq!(all.matches("-32603").count(), 2, "{all}");
        assert_eq!(all.matches(r#""result":null"#).count(), 2, "{all}");
        let log = std::fs::read_to_string(file).unwrap();
        assert_eq!(log.matches("error -32603").count(), 2, "{log}");
    }
}
