import io.github.dataversealm.solution.testkit.BuildLog

def dataverse = context['dataverse']
try {
    def log = BuildLog.of(basedir)
    def text = new File(basedir, 'build.log').text

    // Microsoft's own flow, with the secret decrypted
    ['encrypted-password', 'encrypted-configuration', 'variable'].each {
        assert log.has("signed in with:  client secret, from the <server> '$it' of settings.xml".toString())
    }
    assert log.count("tenant:          ${dataverse.tenantId()}".toString()) == 3
    assert log.has('localhost') && text =~ /localhost-\d+ has \d+ solutions?/

    // why a sign-in fails, and what to do
    context['trials'].all().each { trial ->
        trial.messages().each {
            def failure = log.failure(trial.module())
            assert failure.contains(it) : "$trial\n$failure"
        }
    }

    // no secret and no token anywhere, also with -X
    ['s3cr3t', 'eyJ', dataverse.token()].each { secret ->
        assert !text.contains(secret) : "the log holds $secret"
        basedir.eachFileRecurse {
            if (it.file && it.path.contains("target${File.separator}solution")) {
                assert !it.text.contains(secret) : "$it holds $secret"
            }
        }
    }
    assert new File(basedir, 'encrypted-password/target/solution/trace.log').text.contains('/oauth2/v2.0/token')
} finally {
    dataverse.close()
}
return true
