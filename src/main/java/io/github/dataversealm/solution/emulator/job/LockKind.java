package io.github.dataversealm.solution.emulator.job;

/** What holds the customization lock of an organization; the names are those of its messages (spec dataverse-web-api §9.5). */
public enum LockKind {
    IMPORT("Import"),
    UNINSTALL("Uninstall"),
    PUBLISH("Publish"),
    PUBLISH_ALL("PublishAll"),
    ENTITY_CUSTOMIZATION("EntityCustomization");

    private final String text;

    LockKind(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
