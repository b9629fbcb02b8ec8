package io.github.dataversealm.solution.emulator.solution;

final class PackageComposer {
    PackageComposer(io.github.dataversealm.solution.emulator.store.Transaction t, java.nio.file.Path p) {}

    java.nio.file.Path skeleton(Solution s) {
        throw new IllegalStateException();
    }

    java.nio.file.Path add(Solution s, StoredComponent c, int b, java.util.List<java.nio.file.Path> h) {
        throw new IllegalStateException();
    }

    java.nio.file.Path remove(Solution s, StoredComponent c) {
        throw new IllegalStateException();
    }

    java.nio.file.Path merge(Solution s, Solution c) {
        throw new IllegalStateException();
    }
}
