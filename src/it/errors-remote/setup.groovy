import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution
import io.github.dataversealm.solution.testkit.Trials
import io.github.dataversealm.solution.testkit.WrongServers

def servers = new WrongServers()
context['servers'] = servers
def zip = new File(basedir, 'trips.zip')
SampleSolution.copyTo(new File(basedir, 'target/sources')).type(PackageType.MANAGED).packTo(zip)
def site = servers.answering('text/html', '<!DOCTYPE html><html><head><title>Welcome to Contoso</title></head><body>Hello</body></html>')

def trials = new Trials(basedir)
context['trials'] = trials
def list = { String module, String env, String server, List messages -> trials.add(module, 'list', [env: env, serverId: server], messages) }
list('unknown-host', 'https://contoso-nowhere.invalid', 'application', ['contoso-nowhere.invalid', 'is not known'])
list('nobody-there', 'https://localhost:1', 'token', ['localhost:1'])
list('no-address', 'https://contoso test', 'token', ["'https://contoso test' is no address of an environment."])
list('portal', 'https://make.powerapps.com/environments', 'token', ["'make.powerapps.com' is a portal, not an environment."])
list('not-encrypted', 'http://contoso-test.crm4.dynamics.com', 'token', ['is not encrypted', 'Write https:// instead of http://.'])
list('web-site', site, 'application', ['does not say which tenant it belongs to, as a Dataverse environment does.', 'Check the url of the environment.'])
trials.add('web-site-import', 'import', [env: site, serverId: 'token', zipFile: zip, readTimeout: 20], ['answered with a web page', 'Welcome to Contoso'])
list('untrusted', servers.untrusted(), 'token', ['certificate', '-Dsolution.trustedCertificates'])
list('unknown-env', 'tset', 'token', ["There is no environment 'tset'. Known are: test, and local.", '<id>tset</id>'])
list('wrong-type', servers.answering('application/json', '{"value":{}}'), 'token', ['an object in place of a list for value'])
list('no-json', servers.answering('application/json', 'Service: OK'), 'token', ['text that is no JSON'])
list('huge', servers.endless(), 'token', ['more than'])

def local = { String module, Map more, List messages ->
    trials.add(module, 'import', [env: 'local', localDirectory: new File(basedir, "$module/target/dataverse"), zipFile: zip] + more, messages)
}
def settings = { String module, String text ->
    def file = new File(basedir, "$module/local.json")
    file.parentFile.mkdirs()
    file.text = text
    return file
}
local('bad-settings', [settingsFile: settings('bad-settings', '{\n  "EnvironmentVariables": [],\n  "ConnectionReferences": [\n    { "LogicalName" "x" }\n  ]\n}\n')], ['local.json:4'])
local('missing-value', [settingsFile: settings('missing-value', '{\n  "ConnectionReferences": []\n}\n')], ['ctr_sharedoffice365_2b7d4'])
local('no-such-zip', [zipFile: 'missing.zip'], ['missing.zip'])
trials.add('unknown-sign-in', 'who-am-i', [env: 'https://contoso-dev.crm4.dynamics.com', serverId: 'misspelt'], ["The authType 'clientsecrets'", 'Use one of: '])
return true
