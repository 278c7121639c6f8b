package dev.yizhan.service.siting;

/// The question cannot be put to the search.
final class Unanswerable extends Exception {

    private static final long serialVersionUID = 1;

    private final String words;

    Unanswerable(String words) {
        super(words);
        this.words = words;
    }

    String words() {
        return words;
    }
}
