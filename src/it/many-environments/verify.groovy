import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.emulator.EmulatorOptions
import io.github.dataversealm.solution.emulator.LocalEnvironment
import io.github.dataversealm.solution.emulator.fault.FaultKind
import io.github.dataversealm.solution.emulator.fault.FaultPlan
import io.github.dataversealm.solution.emulator.fault.FaultRule
import io.github.dataversealm.solution.http.HttpClients
import io.github.dataversealm.solution.http.HttpOptions
import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.ChoiceSolution
import io.github.dataversealm.solution.testkit.LocalClient
import io.github.dataversealm.solution.testkit.TypedMaven
import groovy.xml.XmlSlurper

def log = BuildLog.of(basedir)
def lines = new File(basedir, 'build.log').readLines()
def index = { String text ->
    def found = lines.findIndexOf { it.contains(text) }
    assert found >= 0 : text
    found
}

// the first wave fails: the others are left alone, and the message says how to go on
assert log.has('on project contoso-trips: [fabrikam] src/main/environments/forgotten.json: the settings file does not exist')
assert log.has('Not started, because wave 1 did not end well in fabrikam: adatum, litware.')
assert log.has('run the same command again: it continues, and skips what is done.')
assert log.has('Wave 1 of 2: fabrikam')
['adatum', 'litware'].each { assert log.has("[$it] not started: wave 1 did not end well in fabrikam") }
def beforeTheSecond = lines.subList(0, index('Wave 2 of 2: adatum, litware'))
['adatum', 'litware'].each { id -> assert !beforeTheSecond.any { it.contains("[$id] ContosoTrips") } }

// then they come wave after wave
assert index('[fabrikam] ContosoTrips 1.0.0.0 (managed): install.') < index('Wave 2 of 2: adatum, litware')
['adatum', 'litware'].each { assert index('Wave 2 of 2: adatum, litware') < index("[$it] ContosoTrips 1.0.0.0 (managed): install.") }

// once more: skipped, in other waves, with one that is new
assert index('Wave 1 of 3: fabrikam') < index('Wave 2 of 3: adatum, litware')
assert index('Wave 2 of 3: adatum, litware') < index('Wave 3 of 3: local-demo')
['fabrikam', 'adatum', 'litware'].each { assert log.has("[$it] ContosoTrips 1.0.0.0 (managed): skip.") }
assert log.has('[local-demo] ContosoTrips 1.0.0.0 (managed): install.')

// the plan is told in order
def planned = ['fabrikam', 'litware', 'adatum'].collect { index("[$it] ContosoTrips 1.1.0.0 (managed): upgrade. 1.0.0.0 is installed, the zip has 1.1.0.0.") }
assert planned == planned.toSorted()
assert index('Wave 2 of 2 (2 environments):') > planned[0]
assert log.has("No environment is in a group 'custommers'. Known groups are: customers, europe.")

// without stopping, the others get what the first one did not
['adatum', 'litware'].each { assert log.has("[$it] ContosoTrips 1.0.5.0: upgraded in") }
assert log.hasNot('[fabrikam] ContosoTrips 1.0.5.0')

// each is an organization of its own, and has reports of its own
def environments = new File(basedir, '.dataverse/environments')
assert environments.list().toList().toSorted() == ['adatum', 'fabrikam', 'litware', 'local-demo']
assert new File(basedir, '.dataverse/.gitignore').text == '*\n'
def organizations = environments.listFiles().collect { new File(it, 'organization.json').text }
assert organizations.toUnique().size() == 4
['fabrikam', 'adatum', 'litware', 'local-demo'].each {
    assert new ObjectMapper().readTree(new File(basedir, "target/solution/import-${it}.json")).get('environment').asText() == it
    def suite = new XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-solution-import-${it}.xml"))
    assert (suite.@failures == '0' && suite.@errors == '0') == (it != 'fabrikam')
}

// a Maven that is killed while the second wave is at work: the same command completes it, and nothing is imported twice
def maven = new TypedMaven(basedir, localRepositoryPath)
def command = ['package', 'solution:import', '-Drevision=1.1.0', '-Denv=group:customers'] as String[]
assert maven.killedAfter(~/\[(adatum|litware)] ContosoTrips 1\.1\.0\.0 \(managed\): upgrade/, 300, command) : maven.output()
def again = maven.run(command)
assert again == 0 : maven.output()
assert maven.output().contains('Wave 2 of 2: adatum, litware')
assert maven.run('solution:history', '-Denv=group:customers', '-Dsolution.outputFile=target/history.json') == 0 : maven.output()
['fabrikam', 'adatum', 'litware'].each {
    def rows = new ObjectMapper().readTree(new File(basedir, "target/history-${it}.json"))
    def versions = it == 'fabrikam' ? ['1.1.0.0', '1.0.0.0'] : ['1.1.0.0', '1.0.5.0', '1.0.0.0']
    assert rows.collect { row -> row.get('version').asText() } == versions : it
}

// four solutions, which need each other, for three environments: Maven is killed four times on the way, when an environment that a
// seed chooses answers no more, so that Maven cannot come to its end before: while it looks around, or when it has begun with one
// more import; the same command goes on each time
def zips = []
['One', 'Two', 'Three', 'Four'].each { name ->
    def zip = new ChoiceSolution("Contoso$name", '1.0.0.0')
    if (zips) {
        zip.needs('ctr_contosoone', 'ContosoOne (1.0.0.0)')
    }
    zips << zip.writeZip(new File(basedir, "target/${name}.zip").toPath())
}
def chain = ['solution:import', '-Dsolution.zipFile=' + zips.reverse().join(','), '-Denv=local-4,local-5,local-6'] as String[]
def servers = ['local-4', 'local-5', 'local-6'].collect {
    LocalEnvironment.open(EmulatorOptions.in(LocalEnvironment.further(new File(basedir, '.dataverse').toPath(), it)))
}
def http = new HttpClients(HttpOptions.defaults())
def histories = { servers.collect { server -> LocalClient.of(http, server.url(), server.token()).history(Optional.empty(), 20) } }
def random = new Random(20_260_301)
def begun = []
[false, true, false, true].each { importing ->
    def held = servers[random.nextInt(servers.size())].emulator().get()
    def imports = { held.faults().counts().findAll { it.key.endsWith('/ImportSolutionAsync') }.values().sum(0) }
    def before = imports()
    def delayed = held.faults().faults().getOrDefault('DELAY', 0)
    def silent = false
    def moment = {
        if (!silent && (!importing || imports() > before)) {
            def skipped = importing ? 0 : random.nextInt(5)
            held.faults(FaultPlan.of(FaultRule.next(FaultKind.DELAY).onMethod('GET').skipping(skipped).times(0).lasting(60_000)))
            silent = true
        }
        return silent && held.faults().faults().getOrDefault('DELAY', 0) > delayed
    }
    assert maven.killedWhen(moment, chain) : maven.output()
    held.faults(FaultPlan.NONE)
    begun << histories().sum { it.size() }
}
println "killed imports of Maven: 4 of 4, when $begun of 12 imports were in the history"
assert begun[0] == 0 && begun[1] > 0 && begun[3] > begun[1] && begun[3] < 12 : begun
assert maven.run(chain) == 0 : maven.output()
histories().each { entries ->
    assert entries.every { it.succeeded() && it.operation() == 0 }
    assert entries.collect { it.solutionName() }.toSorted() == ['ContosoFour', 'ContosoOne', 'ContosoThree', 'ContosoTwo']
}
http.close()
servers.each { it.close() }

// local environments that nobody has declared
assert maven.run('solution:import', '-Dsolution.zipFile=target/contoso-trips-1.1.0_managed.zip', '-Denv=local-1,local-2,local-3',
        '-Dsolution.waves=1,2', '-Dsolution.settingsFile=src/main/environments/customers.json') == 0 : maven.output()
assert maven.output().contains('Wave 2 of 2: local-2, local-3')
assert maven.run('solution:list', '-Denv=local-2') == 0 : maven.output()
assert maven.output() =~ /ContosoTrips +.*1\.1\.0\.0 +managed/
return true
