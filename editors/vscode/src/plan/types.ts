// What `prefect-lint plan --format json` writes, version 1, as far as it is shown.

export type Section = "build" | "push" | "pull";

export interface Plan {
    readonly version: 1;
    readonly deployable: boolean;
    readonly deployments: readonly Deployment[];
    readonly notes: readonly { readonly message: string; readonly error: boolean }[];
    readonly errors: readonly Mistake[];
}

export interface Mistake {
    readonly code: string;
    readonly message: string;
    readonly note: string | null;
    readonly help: string | null;
    readonly line: number;
}

export interface Deployment {
    readonly name: string | null;
    readonly line: number;
    readonly flow: {
        readonly entrypoint: string | null;
        readonly name: string | null;
        readonly problem: string | null;
    };
    readonly work_pool: string | null;
    readonly work_queue: string | null;
    readonly job_variables: unknown;
    readonly parameters: readonly Parameter[];
    readonly tags: readonly string[] | null;
    readonly fields: Readonly<Record<string, unknown>>;
    readonly sections: readonly Steps[];
    readonly schedules: readonly Schedule[];
    readonly triggers: readonly { readonly name: string | null; readonly words: string }[];
    readonly references: readonly Reference[];
    readonly lost: readonly Lost[];
    readonly errors: number;
    readonly warnings: number;
    readonly complete: boolean;
}

export interface Parameter {
    readonly name: string;
    readonly state: "given" | "unchecked" | "unknown" | "default" | "missing";
    readonly value: unknown;
}

export interface Steps {
    readonly section: Section;
    readonly origin: "deployment" | "file" | "default" | "off" | "unknown";
    readonly steps: readonly Step[];
}

export interface Step {
    readonly position: number;
    readonly id: string | null;
    readonly function: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    readonly requires: readonly string[];
    readonly made_up: boolean;
}

export interface Schedule {
    readonly fields: Readonly<Record<string, unknown>>;
    readonly timezone: string | null;
    readonly active: boolean | null;
    readonly words: string | null;
    readonly runs: readonly string[] | null;
    readonly notes: readonly string[];
    readonly refused: string | null;
}

/** A place in a deployment: in a step, or in a field of its own if there is no section. */
export interface Spot {
    readonly section: Section | null;
    readonly position: number | null;
    readonly path: string;
}

export interface Reference {
    readonly to: Spot;
    readonly placeholder: string;
    readonly from: string;
    readonly step: { readonly section: Section; readonly position: number; readonly output: string | null } | null;
    readonly when: "deploy" | "run";
}

export interface Lost {
    readonly at: Spot;
    readonly placeholder: string;
    readonly outcome: "kept" | "emptied" | "dropped" | "item-dropped" | "refused";
    readonly why: string;
}
