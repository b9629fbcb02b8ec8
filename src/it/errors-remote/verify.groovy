import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.SampleSolution

def servers = context['servers']
try {
    def log = BuildLog.of(basedir)
    context['trials'].all().each { trial ->
        def failure = log.failure(trial.module())
        println "== ${trial.module()}\n$failure"
        trial.messages().each { assert failure.contains(it) : "$trial\n$failure" }
        assert failure.readLines().size() in 2..12 : 'one clear message with the next step'
        assert !(failure =~ /Exception|java\.|okhttp/) || trial.module() == 'untrusted' && failure.count('Exception') == 1 /* Maven adds the words of the cause */ : failure
        assert !failure.contains('fault of the plugin')

        // a trace of the requests, the report for CI, and nothing else
        def files = SampleSolution.list(new File(basedir, trial.module()))
        assert files.every { it in ['pom.xml', 'local.json', 'target/solution/trace.log'] || it.startsWith('target/solution/import-') || it.startsWith('target/dataverse/') || it.startsWith('target/surefire-reports/TEST-solution-import-') } : files
    }
    assert log.failure('errors-remote').contains('No environment is chosen.')
    assert log.failure('errors-remote').contains('-Denv=local')
    assert servers.writes() == []
    assert log.hasNoStackTrace()
    assert !new File(basedir, '.dataverse').exists()
} finally {
    servers.close()
}
return true
