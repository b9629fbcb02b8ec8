import io.github.dataversealm.solution.testkit.BuildLog
import io.github.dataversealm.solution.testkit.Zips

def script(String zip) {
    Zips.texts(new File(basedir, zip)).find { it.key.startsWith('WebResources/ctr_tripformjs') }.value
}
['solution', 'from-artifact'].each {
    assert script("$it/target/$it-1.4.2.zip").contains('"Good morning"')
    assert script("$it/target/evening/$it-1.4.2.zip").contains('"Good-evening"')
}

def log = BuildLog.of(basedir)
assert log.count('target/solution-1.4.2.zip is up to date, nothing has changed') == 1
assert log.count('target/from-artifact-1.4.2.zip is up to date, nothing has changed') == 1

def findings(String module) {
    new groovy.json.JsonSlurper().parse(new File(basedir, "$module/target/solution/check.json")).findings
}
['solution', 'from-artifact'].each {
    assert findings(it).every { it.rule != 'src-content-missing' }
    assert findings(it).any { it.rule == 'pkg-schema' && it.file == 'Other/Solution.xml' && it.line > 0 }
}
assert findings('solution').any { it.file == '../../../../scripts/target/dist/form.js' }
return true
