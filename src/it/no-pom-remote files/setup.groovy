import io.github.dataversealm.solution.testkit.SampleSolution
import io.github.dataversealm.solution.testkit.Zips
import java.nio.charset.Charset

// Java on a system without a Unicode locale cannot name such files at all.
def folder = Charset.forName(System.getProperty('sun.jnu.encoding')).newEncoder().canEncode('Größe Łódź') ? 'Größe Łódź' : 'Size Lodz'
context['folder'] = folder
SampleSolution.copyTo(new File(basedir, "$folder/the sources")).packTo(new File(basedir, "$folder/my trips.zip"))
context['before'] = Zips.texts(new File(basedir, "$folder/my trips.zip"))
new File(basedir, "$folder/the settings.json").text = '''{
  "EnvironmentVariables": [],
  "ConnectionReferences": [
    {
      "LogicalName": "ctr_sharedoffice365_2b7d4",
      "ConnectionId": "shared-office365-trips",
      "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"
    }
  ]
}
'''

def names = new Properties()
names['solution.zipFile'] = "$folder/my trips.zip".toString()
names['solution.sourceDirectory'] = "$folder/the sources".toString()
names['solution.settingsFile'] = "$folder/the settings.json".toString()
names['solution.localDirectory'] = "$folder/my environment".toString()
names['solution.name'] = 'ContosoTrips'
new File(basedir, 'test.properties').withOutputStream { names.store(it, null) }
return true
