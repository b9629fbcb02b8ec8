import io.github.dataversealm.solution.testkit.BuildLog

// The goal between start and stop used the server that was started, and the server is gone at the end.
def log = BuildLog.of(basedir)
def text = new File(basedir, 'build.log').text
// the first and the second build do not stop their server, which ends with Maven; the third one shows the rest
def control = (text =~ /control: +(http:\/\/127\.0\.0\.1:\d+)\/emulator/)[2][1]
assert log.has("Environment 'local': ${control}".toString())
assert log.has('The local environment has stopped.')
assert log.has('NOT CHECKED BY THE SERVICE: The analysis failed in the service. It says: A catastrophic failure.')
assert log.has('The check of Fixture failed: not checked by the service.')
assert new File(basedir, 'target/solution/check.json').text.contains('"state" : "not checked by the service"')
assert log.count('It ends with this command. For one that runs until Ctrl-C: mvn solution:emulator') == 1
assert new File(basedir, 'target/dataverse/store.mv').file
assert !new File(basedir, 'target/dataverse/server.json').exists()
try {
    new URL("${control}/emulator").text
    assert false: 'the server still answers'
} catch (ConnectException expected) {
    // as it should be
}
