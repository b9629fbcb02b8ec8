import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.GitCommand
import io.github.dataversealm.solution.testkit.SampleSolution

SampleSolution.copyTo(new File(basedir, 'base/src/main/solution')).type(PackageType.MANAGED)

def properties = new Properties()
properties['company.repository'] = new File(basedir, 'target/company repository').toURI().toString()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }

// a repository, in which one module has been changed since the commit
if (GitCommand.isThere()) {
    new File(basedir, '.gitignore').text = 'target/\n.dataverse/\n*.log\n'
    new GitCommand(basedir.toPath()).run('init', '-q').run('add', '-A').run('commit', '-q', '-m', 'first')
    new File(basedir, 'extension/src/main/solution/Other/Solution.xml') << '\n'
}
return true
