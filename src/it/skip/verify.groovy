import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.SampleSolution

def log = BuildLog.of(basedir)
assert log.count('Skipped, because solution.skip is set.') == 1
assert log.count('Skipped, because solution.pack.skip is set.') == 1
assert log.count('Packing src/main/solution') == 1 : 'the flag of another goal does not matter'
assert SampleSolution.list(new File(basedir, 'target')).findAll { it.endsWith('.zip') } == ['skipped-1.4.2.zip']
