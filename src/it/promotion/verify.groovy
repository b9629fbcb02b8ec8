import com.fasterxml.jackson.databind.ObjectMapper
import io.github.dataversealm.solution.testkit.BuildLog

context['uat'].close()
def log = BuildLog.of(basedir)
def text = new File(basedir, 'build.log').text
def json = { new ObjectMapper().readTree(new File(basedir, it)) }

// built once
assert new File(basedir, 'target/company repository/com/contoso/contoso-trips/1.4.2/contoso-trips-1.4.2.zip').isFile()

// test, which asks for nothing; then uat, by a plan
assert log.has('ContosoTrips 1.4.2.0 (managed): install. ContosoTrips is not installed.')
assert log.has('[uat] ContosoTrips 1.4.2.0 (managed): rule after kept. test has ContosoTrips 1.4.2.0, exactly these bytes, as import job ')
assert log.has('The plan is in target/solution/plan.json, and for people in target/solution/plan.md.')
assert log.has('Apply it: mvn solution:import -Dsolution.planFile=target/solution/plan.json')
def plan = json('target/solution/plan.json')
assert plan.get('possible').asBoolean()
assert plan.get('waves').toString() == '[["uat"]]'
assert plan.get('stopOnFailure').asBoolean()
assert plan.get('command').get('typed').get('env').asText() == 'uat'
assert plan.get('command').get('typed').get('solution.artifact').asText() == 'com.contoso:contoso-trips:1.4.2'
assert log.has('Its digest: ' + plan.get('digest').asText())
assert new File(basedir, 'target/solution/plan.md').text.contains('Digest of the plan: `' + plan.get('digest').asText() + '`')
assert plan.get('solutions').get(0).get('artifact').asText() == 'com.contoso:contoso-trips:1.4.2'
def uat = plan.get('environments').get(0)
assert uat.get('id').asText() == 'uat'
assert uat.get('organization').asText() == 'Contoso UAT'
assert uat.get('settings').get('variables').get(0).asText() == 'ctr_ApproverMail'
assert uat.get('solutions').get(0).get('steps').get(0).get('decision').asText() == 'install'
assert json('target/solution/import-uat.json').get('plan').asText() == plan.get('digest').asText()

// production asks for everything
def prod = json('target/release/prod.json').get('environments').get(0)
assert prod.get('promotion').collect { it.get('rule').asText() + ' ' + it.get('result').asText() } ==
    ['managedOnly kept', 'releasedOnly kept', 'checkedOnly kept', 'after kept', 'sameBytesIn kept']
assert new File(basedir, 'target/release/prod.md').text.contains('## `prod` (production)')
assert log.has('[prod] ContosoTrips 1.4.2.0: installed')

// a correction that has not been anywhere: both rules at once, and nothing is written; then the override
assert log.has('The rules of promotion are not kept (2 violations). Nothing was changed anywhere.')
assert log.has('[prod] ContosoTrips 1.4.3.0 (managed): after: uat has ContosoTrips 1.4.2.0, not 1.4.3.0.')
assert log.has('[prod] ContosoTrips 1.4.3.0 (managed): sameBytesIn: No import job in test proves that exactly these bytes')
assert log.has('[prod] ContosoTrips 1.4.3.0 (managed): rule after OVERRIDDEN. uat has ContosoTrips 1.4.2.0, not 1.4.3.0.')
assert log.has('[prod] ContosoTrips 1.4.3.0: upgraded')
assert json('target/solution/import-prod.json').get('promotion').count { it.get('result').asText() == 'overridden' } == 2

// the plan of before
assert log.has('target/release/prod.json: the target has moved since the plan was made. Nothing was changed anywhere.')
assert log.has('[prod] ContosoTrips 1.4.3.0 (managed) is installed now; it was not installed.')
assert log.has('Plan again, and have it approved again: mvn solution:plan -Denv=prod -Dsolution.artifact=com.contoso:contoso-trips:1.4.2')

// values are nowhere
['target/solution/plan.json', 'target/solution/plan.md', 'target/release/prod.json', 'target/release/prod.md', 'build.log'].each {
    assert !new File(basedir, it).text.contains('approver~of-')
}
assert log.hasNoStackTrace()
return true
