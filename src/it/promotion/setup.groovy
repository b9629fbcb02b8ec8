import io.github.dataversealm.solution.emulator.Emulator
import io.github.dataversealm.solution.emulator.EmulatorOptions
import io.github.dataversealm.solution.model.PackageType
import io.github.dataversealm.solution.testkit.SampleSolution

['trips', 'correction'].each {
    SampleSolution.copyTo(new File(basedir, "$it/src/main/solution")).type(PackageType.MANAGED)
}
new File(basedir, 'src/main/environments').mkdirs()
['test', 'uat', 'prod'].each {
    new File(basedir, "src/main/environments/${it}.json").text = '''{
  "EnvironmentVariables": [{ "SchemaName": "ctr_ApproverMail", "Value": "approver~of-''' + it + '''" }],
  "ConnectionReferences": [
    {
      "LogicalName": "ctr_sharedoffice365_2b7d4",
      "ConnectionId": "shared-office365-trips",
      "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"
    }
  ]
}
'''
}

// An environment that is a server, as those of Microsoft are.
def uat = Emulator.start(EmulatorOptions.in(new File(basedir, 'target/uat').toPath()).withNames('uat', 'Contoso UAT'))
context['uat'] = uat
new File(basedir, 'machine.xml').text = """<settings>
  <servers>
    <server>
      <id>dataverse-uat</id>
      <password>${uat.token()}</password>
      <configuration><authType>token</authType></configuration>
    </server>
  </servers>
  <profiles>
    <profile>
      <id>machine</id>
      <properties>
        <uat.url>${uat.url()}</uat.url>
        <company.repository>${new File(basedir, 'target/company repository').toURI()}</company.repository>
      </properties>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>machine</activeProfile></activeProfiles>
</settings>"""
return true
