// Small texts that are put together from numbers.

/** `1 error`, `2 errors`. */
export function plural(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
