import io.github.dataversealm.solution.testkit.SampleSolution
import java.nio.charset.Charset

// Java on a system without a Unicode locale cannot name such files at all.
def folder = Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('Größe Łódź') ? 'Größe Łódź' : 'Size Lodz'
context['folder'] = folder
SampleSolution.copyTo(new File(basedir, 'prepared')).packTo(new File(basedir, "$folder/my trips.zip"))

def names = new Properties()
names['solution.zipFile'] = "$folder/my trips.zip".toString()
names['solution.sourceDirectory'] = "$folder/the sources".toString()
new File(basedir, 'test.properties').withOutputStream { names.store(it, null) }
return true
