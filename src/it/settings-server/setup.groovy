import io.github.dataversealm.solution.emulator.Emulator
import io.github.dataversealm.solution.emulator.EmulatorOptions
import io.github.dataversealm.solution.emulator.identity.Registration
import io.github.dataversealm.solution.testkit.Trials
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher

// An environment and its login service, over TLS with a certificate of their own.
def dataverse = Emulator.start(EmulatorOptions.in(new File(basedir, 'target/dataverse').toPath()).withTls(true))
context['dataverse'] = dataverse
def pipeline = UUID.fromString('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee')
def other = UUID.fromString('aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff')
def secret = 's3cr3t~of-the-pipeline'
dataverse.register(Registration.application(pipeline, 'Contoso pipeline', secret))
dataverse.register(Registration.application(other, 'Other pipeline', 's3cr3t~of-the-variable'))

// settings.xml with secrets as "mvn --encrypt-password" makes them
def cipher = new DefaultPlexusCipher()
def encrypted = cipher.encryptAndDecorate(secret, 'm4ster~s3cr3t')
new File(basedir, 'settings-security.xml').text =
    "<settingsSecurity><master>${cipher.encryptAndDecorate('m4ster~s3cr3t', 'settings.security')}</master></settingsSecurity>"
def server = { String id, Object user, String password, String more = '' ->
    """<server><id>$id</id><username>$user</username>${password ? "<password>$password</password>" : ''}
       <configuration><authority>${dataverse.url()}</authority>$more</configuration></server>"""
}
new File(basedir, 'servers.xml').text = """<settings><servers>
${server('encrypted-password', pipeline, encrypted)}
${server('encrypted-configuration', pipeline, '', "<tenantId>${dataverse.tenantId()}</tenantId><clientSecret>$encrypted</clientSecret>")}
${server('variable', other, '${env.CONTOSO_SECRET}')}
${server('wrong-secret', pipeline, 'wr0ng~s3cr3t')}
${server('unknown-application', UUID.fromString('aaaaaaaa-bbbb-4ccc-8ddd-000000000000'), 's3cr3t~of-nobody')}
${server('no-variable', pipeline, '${env.NO_SUCH_SECRET}')}
</servers></settings>"""

def trials = new Trials(basedir)
context['trials'] = trials
def trial = { String module, String goals, List messages ->
    trials.add(module, goals, [env: dataverse.url(), serverId: module], messages.collect { it.toString() })
}
trial('encrypted-password', 'who-am-i list', [])
trial('encrypted-configuration', 'who-am-i', [])
trial('variable', 'who-am-i', [])
trial('wrong-secret', 'who-am-i', ["The client secret of the application $pipeline is wrong"])
trial('unknown-application', 'list', ["aaaaaaaa-bbbb-4ccc-8ddd-000000000000 does not exist in the tenant"])
trial('no-variable', 'list', ['is ${env.NO_SUCH_SECRET}, and that has no value.', 'Set the environment variable NO_SUCH_SECRET.'])
trial('no-server', 'list', ['<id>no-server</id>', 'settings.xml', 'AZURE_CLIENT_ID'])

def properties = new Properties()
properties['solution.trustedCertificates'] = dataverse.certificateAuthority().get().toString()
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
