package dev.parley.check;

/**
 * What callers work on together, and whose history is checked by itself: its operations and no others change or show its state.
 */
abstract class Document {

    private final History history;

    Document(History history) {
        this.history = history;
    }

    final History history() {
        return history;
    }

    /** Does something to it that the caller's dice choose, and adds it to the history. */
    abstract void act(Caller caller);

    /** Reads all of it. */
    abstract void read(Caller caller);

    /** After how many operations its history is to be checked at the latest; as many as are wanted, unless it says otherwise. */
    int enough() {
        return Integer.MAX_VALUE;
    }

    /** Takes it away where it would be in the way of others, after its history has ended. */
    void remove(Caller caller) {}
}
