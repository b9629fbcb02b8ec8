import io.github.dataversealm.solution.testkit.Commands

// Node is no need of the project: without it this test is left out, but not in CI.
return Commands.areThere('reactor-release (no code component was built)', 'node', 'npm')
