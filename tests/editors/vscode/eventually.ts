// Waiting for what comes about by itself.

/** Tries until it does not fail any more; what it fails with at last is what this fails with. */
export async function eventually(attempt: () => void | Promise<void>, patience = 20_000): Promise<void> {
    const latest = Date.now() + patience;
    for (;;) {
        try {
            await attempt();
            return;
        } catch (error) {
            if (Date.now() > latest) {
                throw error;
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    }
}
