import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

def log = BuildLog.of(basedir)
def lines = new File(basedir, 'build.log').readLines()
def importing = lines.findAll { it.contains('] Importing ') }.collect { it.substring(it.indexOf('Importing ')) }

// The build that failed imported nothing; the one that went on behind it, in two threads, imported all five, once, in order.
assert importing.size() == 2
assert log.count('Nothing is imported, because plugins failed.') == 1
def first = importing[0]
assert first ==~ /Importing .* into local/
def at = { String name -> first.indexOf(name + " 1.4.2.0 (managed)") }
def order = ["ContosoBase", "ContosoTrips", "ContosoApprovals", "ContosoBilling", "ContosoReports"].collectEntries { [it, at(it)] }
assert order.values().every { it > 0 }
assert order.ContosoBase < order.ContosoTrips && order.ContosoBase < order.ContosoApprovals
assert order.ContosoTrips < order.ContosoBilling && order.ContosoBilling < order.ContosoReports
assert log.count(': installed in ') == 5
assert log.has('Imported with the other modules, when the last of them is built')
['base', 'trips', 'approvals', 'billing', 'reports'].each {
    assert new File(basedir, "target/company repository/com/contoso/$it/1.4.2/$it-1.4.2.zip").isFile()
    assert new File(basedir, "target/company repository/com/contoso/$it/1.4.2/$it-1.4.2-cyclonedx.json").isFile()
}

// -pl with -am: what is selected, once.
assert ['ContosoBase', 'ContosoTrips', 'ContosoBilling'].every { importing[1].contains(it) }
def record = new File(basedir, 'target/solution/import-local.json').text
assert ['ContosoBase', 'ContosoTrips', 'ContosoBilling'].every { record.contains(it) }
assert !importing[1].contains('ContosoReports') && !importing[1].contains('ContosoApprovals')
assert log.has('Version 1.4.2 is published already, with other content.')

// One thread and two: the same bytes, in each of the builds.
['base', 'trips', 'approvals', 'billing', 'reports'].each {
    def one = new File(basedir, "$it/target/one/$it-1.4.2_managed.zip").bytes
    assert one == new File(basedir, "$it/target/two/$it-1.4.2_managed.zip").bytes
    assert one == new File(basedir, "target/company repository/com/contoso/$it/1.4.2/$it-1.4.2.zip").bytes || it == 'billing'
}

// One byte of the assembly: its entry, and no other.
def differences = { String module ->
    def before = Zips.bytes(new File(basedir, "$module/target/one/$module-1.4.2_managed.zip").toPath())
    def after = Zips.bytes(new File(basedir, "$module/target/changed/$module-1.4.2_managed.zip").toPath())
    assert before.keySet() == after.keySet()
    before.keySet().findAll { !Arrays.equals(before[it], after[it]) }
}
assert differences('base').isEmpty()
assert differences('trips').isEmpty()
assert differences('billing') == ['PluginAssemblies/ContosoBilling-6B1F7B93-2A8D-4C46-B0E7-9D3C6F218A74/Contoso.Billing.dll'] as Set

// An assembly that is in two modules: both are told.
def checks = { String module -> new File(basedir, "$module/target/solution/check.json").text }
assert checks('billing').contains('The assembly Contoso.Billing is in the solution of reports (ContosoReports) too.')
assert checks('reports').contains('The assembly Contoso.Billing is in the solution of billing (ContosoBilling) too.')
assert !checks('approvals').contains('plugin-shared-between-solutions')

// What was built elsewhere is in the solution.
def trips = Zips.texts(new File(basedir, 'trips/target/two/trips-1.4.2_managed.zip'))
['ControlManifest.xml', 'bundle.js', 'css/rating.css'].each {
    assert trips["Controls/ctr_Contoso.Rating/$it".toString()] == new File(basedir, "rating/out/controls/Rating/$it").getText('UTF-8')
}
assert trips['WebResources/ctr_tripformjsC4D82F60-9B17-4E35-A6F8-71E0B3D5294C'] == new File(basedir, 'scripts/src/trip/form.js').getText('UTF-8')
assert Zips.bytes(new File(basedir, 'approvals/target/two/approvals-1.4.2_managed.zip').toPath())['PluginAssemblies/ContosoApprovals-6A1F7B93-2A8D-4C46-B0E7-9D3C6F218A74/Contoso.Approvals.dll'] ==
    new File(basedir, 'plugins/bin/first/Contoso.Approvals.dll').bytes

// ... and in its bill of materials.
def bill = new ObjectMapper().readTree(new File(basedir, 'target/company repository/com/contoso/trips/1.4.2/trips-1.4.2-cyclonedx.json'))
def components = bill.get('components').collectEntries { [it.get('bom-ref').asText(), it] }
assert components['control:ctr_contoso.rating'].get('version').asText() == '1.0.3'
assert components['library:jquery@3.7.1'].get('purl').asText() == 'pkg:npm/jquery@3.7.1'
assert components['artifact:com.contoso:base'].get('purl').asText().startsWith('pkg:maven/com.contoso/base@1.4.2')
return true
