import io.github.dataversealm.solution.emulator.LocalEnvironment
import io.github.dataversealm.solution.message.Reporter
import io.github.dataversealm.solution.testkit.SampleSolution

def zip = new File(basedir, 'ContosoTrips.zip')
SampleSolution.copyTo(new File(basedir, 'target/sources')).packTo(zip)

// The same folder as -Denv=local means, so that the goals of the build meet the server that this client used.
def local = LocalEnvironment.open(new File(basedir, '.dataverse').toPath(), Reporter.silent())
context.put('local', local)

def run = { List<String> command ->
    def output = new StringBuffer()
    def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
    process.consumeProcessOutput(output, output)
    process.waitForOrKill(240_000)
    new File(basedir, 'client.log') << output
    assert process.exitValue() == 0 : output
    return output.toString()
}
run(['npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts'])
context.put('output', run(['node', 'client.mjs', local.url(), local.token(), zip.path, new File(basedir, 'exported.zip').path]))
return true
