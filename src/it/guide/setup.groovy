import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

// What somebody exported from Dataverse: the unmanaged zip and its managed twin.
SampleSolution.copyTo(new File(basedir, 'target/as-in-dataverse')).type(PackageType.BOTH).packTo(new File(basedir, 'exported/ContosoTrips.zip'))

// What somebody filled in, for each environment.
['dev', 'int', 'test', 'prod'].each { id ->
    new File(basedir, "src/main/environments/${id}.json").text = new File(basedir, 'src/main/environments/local.json').text
}

// The company's repository.
def properties = new Properties()
properties['company.repository'] = new File(basedir, 'company repository').toURI().toString()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
