package io.github.dataversealm.solution.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process that serves the folder, says where, and holds it until it is killed. */
final class LocalEnvironmentHolder {

    private LocalEnvironmentHolder() {}

    public static void main(String[] arguments) throws IOException {
        LocalEnvironment environment =
                LocalEnvironment.open(EmulatorOptions.in(Path.of(arguments[0])).withModules(List.of(TestModule::new)));
        System.out.println(environment.url());
        System.in.read();
        environment.close();
    }
}
