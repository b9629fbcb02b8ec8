package io.github.dataversealm.solution.emulator;

import io.github.dataversealm.solution.emulator.message.MessageModule;
import java.util.List;

/** The modules that an organization has. */
final class Modules {

    static final List<MessageModule.Factory> ALL = List.of();

    private Modules() {}
}
