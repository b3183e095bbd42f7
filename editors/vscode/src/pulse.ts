// Lets something that asks again and again wait until there is something new.

/** What cancels waiting. */
interface Token {
    readonly isCancellationRequested: boolean;
    onCancellationRequested(listener: () => void): unknown;
}

export class Pulse {
    #isDue = true;
    #waiting: (() => void)[] = [];

    /** Says that there is something new. */
    beat(): void {
        this.#isDue = true;
        for (const wake of this.#waiting.splice(0)) {
            wake();
        }
    }

    /** Comes back at once if there was something new since it did so last, and otherwise with the next beat. */
    async next(token: Token): Promise<void> {
        if (!this.#isDue && !token.isCancellationRequested) {
            await new Promise<void>((wake) => {
                this.#waiting.push(wake);
                token.onCancellationRequested(() => wake());
            });
        }
        this.#isDue = false;
    }
}
