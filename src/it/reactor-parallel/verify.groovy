import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

// Nothing was installed: the consumer took the zips that its siblings had just packed.
def base = new File(basedir, 'consumer/target/dependency/base-1.4.2.zip')
def extension = new File(basedir, 'consumer/target/dependency/extension-1.4.2.zip')
assert base.bytes == new File(basedir, 'base/target/base-1.4.2.zip').bytes
assert extension.bytes == new File(basedir, 'extension/target/extension-1.4.2.zip').bytes
assert Zips.texts(extension)['solution.xml'].contains('<UniqueName>ContosoTripsExtension</UniqueName>')

def log = BuildLog.of(basedir)
assert log.hasNot('not marked as thread-safe')
assert log.hasNot('not marked @threadSafe')
