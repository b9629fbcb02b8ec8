package io.github.dataversealm.solution.deploy;

import java.util.Optional;

/** What has to be done with one solution in one environment, and why. */
public sealed interface Decision {

    /** One sentence for people. */
    String reason();

    /** The word for the log and the record. */
    String word();

    /** Whether it needs the zip to be uploaded. */
    default boolean needsZip() {
        return true;
    }

    /** A first import; never a holding one. */
    record Install(String reason) implements Decision {
        @Override
        public String word() {
            return "install";
        }
    }

    /** An import in place: components that the zip does not have stay. */
    record Update(String reason) implements Decision {
        @Override
        public String word() {
            return "update";
        }
    }

    /** A single-step upgrade: components that the zip does not have are removed. */
    record Upgrade(String reason) implements Decision {
        @Override
        public String word() {
            return "upgrade";
        }
    }

    /** The upgrade is installed beside the solution, to be applied later. */
    record Stage(String reason) implements Decision {
        @Override
        public String word() {
            return "stage";
        }
    }

    /** An upgrade in two steps. */
    record StageAndPromote(String reason) implements Decision {
        @Override
        public String word() {
            return "stage and apply";
        }
    }

    /**
     * Applies the staged upgrade.
     *
     * @param first whether it is left over from before, so that the zip is still to be decided on afterwards
     */
    record Promote(String reason, boolean first) implements Decision {
        @Override
        public String word() {
            return "apply the staged upgrade";
        }

        @Override
        public boolean needsZip() {
            return false;
        }
    }

    /** Uninstalls the staged upgrade; the zip is still to be decided on afterwards. */
    record Discard(String reason) implements Decision {
        @Override
        public String word() {
            return "discard the staged upgrade";
        }

        @Override
        public boolean needsZip() {
            return false;
        }
    }

    /** @param doubt why that may not be what the user expects, a text that says all; empty: it is */
    record Skip(String reason, Optional<String> doubt) implements Decision {

        Skip(String reason) {
            this(reason, Optional.empty());
        }

        @Override
        public String word() {
            return "skip";
        }

        @Override
        public boolean needsZip() {
            return false;
        }
    }

    /** @param advice what to do next, with the parameter to type */
    record Refuse(String reason, String advice) implements Decision {
        @Override
        public String word() {
            return "refuse";
        }

        @Override
        public boolean needsZip() {
            return false;
        }
    }
}
