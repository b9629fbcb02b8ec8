package io.github.dataversealm.solution.emulator;

import io.github.dataversealm.solution.emulator.message.MessageModule;
import io.github.dataversealm.solution.emulator.solution.SolutionModule;
import java.util.List;

/** The modules that an organization has. */
final class Modules {

    static final List<MessageModule.Factory> ALL = List.of(SolutionModule::create);

    private Modules() {}
}
