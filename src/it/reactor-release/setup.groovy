import io.github.dataversealm.solution.assembly.TestAssemblies
import java.nio.file.Files

// Solutions with a choice each, which the next one needs.
def solution = { String module, String name, List<String> roots, String needed ->
    def folder = new File(basedir, "$module/src/main/solution")
    def write = { String path, String text ->
        def file = new File(folder, path)
        file.parentFile.mkdirs()
        file.setText('<?xml version="1.0" encoding="utf-8"?>\n' + text, 'UTF-8')
    }
    def choice = "ctr_${module}"
    def missing = needed == null ? '' : """
      <MissingDependency>
        <Required type="9" schemaName="ctr_${needed.toLowerCase().replace('contoso', '')}" displayName="Needed" solution="$needed (1.4.2.0)" />
        <Dependent type="9" schemaName="$choice" displayName="$choice" />
      </MissingDependency>"""
    write('Other/Solution.xml', """<ImportExportXml version="9.2.26063.176" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <SolutionManifest>
    <UniqueName>$name</UniqueName>
    <LocalizedNames>
      <LocalizedName description="$name" languagecode="1033" />
    </LocalizedNames>
    <Descriptions />
    <Version>1.0.0.0</Version>
    <Managed>1</Managed>
    <Publisher>
      <UniqueName>contoso</UniqueName>
      <LocalizedNames>
        <LocalizedName description="Contoso Ltd." languagecode="1033" />
      </LocalizedNames>
      <Descriptions />
      <CustomizationPrefix>ctr</CustomizationPrefix>
      <CustomizationOptionValuePrefix>71500</CustomizationOptionValuePrefix>
      <Addresses />
    </Publisher>
    <RootComponents>
      <RootComponent type="9" schemaName="$choice" behavior="0" />${roots.collect { "\n      $it" }.join('')}
    </RootComponents>
    <MissingDependencies>$missing
    </MissingDependencies>
  </SolutionManifest>
</ImportExportXml>
""")
    write('Other/Customizations.xml', """<ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <WebResources />
  <optionsets />
  <CustomControls />
  <SolutionPluginAssemblies />
  <Languages>
    <Language>1033</Language>
  </Languages>
</ImportExportXml>
""")
    write("OptionSets/${choice}.xml", """<optionset Name="$choice" localizedName="$choice" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <OptionSetType>picklist</OptionSetType>
  <IsGlobal>1</IsGlobal>
  <IntroducedVersion>1.0.0.0</IntroducedVersion>
  <IsCustomizable>1</IsCustomizable>
  <displaynames>
    <displayname description="$choice" languagecode="1033" />
  </displaynames>
  <options>
    <option value="715000000">
      <labels>
        <label description="One" languagecode="1033" />
      </labels>
    </option>
  </options>
</optionset>
""")
    return write
}

// A plug-in assembly: its metadata in the sources, its bytes from the module plugins.
def fullName = { String name -> "$name, Version=1.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089".toString() }
def plugin = { write, String folder, String name ->
    write("PluginAssemblies/$folder/${name}.dll.data.xml", """<PluginAssembly FullName="${fullName(name)}" PluginAssemblyId="${folder.substring(folder.indexOf('-') + 1)}" CustomizationLevel="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <IsolationMode>2</IsolationMode>
  <SourceType>0</SourceType>
  <IntroducedVersion>1.0.0.0</IntroducedVersion>
  <FileName>/PluginAssemblies/$folder/${name}.dll</FileName>
  <PluginTypes />
</PluginAssembly>
""")
}

solution('base', 'ContosoBase', [], null)
def trips = solution('trips', 'ContosoTrips', [
    '<RootComponent type="61" schemaName="ctr_/trip/form.js" behavior="0" />',
    '<RootComponent type="66" schemaName="ctr_Contoso.Rating" behavior="0" />'], 'ContosoBase')
trips('Controls/ctr_Contoso.Rating/ControlManifest.xml.data.xml', '''<CustomControl xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Name>ctr_Contoso.Rating</Name>
  <FileName>/Controls/ctr_Contoso.Rating/ControlManifest.xml</FileName>
</CustomControl>
''')
trips('WebResources/ctr_/trip/form.js.data.xml', '''<WebResource xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <WebResourceId>{c4d82f60-9b17-4e35-a6f8-71e0b3d5294c}</WebResourceId>
  <Name>ctr_/trip/form.js</Name>
  <DisplayName>Trip form</DisplayName>
  <WebResourceType>3</WebResourceType>
  <IntroducedVersion>1.0.0.0</IntroducedVersion>
  <FileName>/WebResources/ctr_tripformjsC4D82F60-9B17-4E35-A6F8-71E0B3D5294C</FileName>
</WebResource>
''')
plugin(solution('approvals', 'ContosoApprovals', ["<RootComponent type=\"91\" schemaName=\"${fullName('Contoso.Approvals')}\" behavior=\"0\" />"], 'ContosoBase'),
    'ContosoApprovals-6A1F7B93-2A8D-4C46-B0E7-9D3C6F218A74', 'Contoso.Approvals')
plugin(solution('billing', 'ContosoBilling', ["<RootComponent type=\"91\" schemaName=\"${fullName('Contoso.Billing')}\" behavior=\"0\" />"], 'ContosoTrips'),
    'ContosoBilling-6B1F7B93-2A8D-4C46-B0E7-9D3C6F218A74', 'Contoso.Billing')
// The assembly of billing once more, which the check has to say.
plugin(solution('reports', 'ContosoReports', ["<RootComponent type=\"91\" schemaName=\"${fullName('Contoso.Billing')}\" behavior=\"0\" />"], 'ContosoBilling'),
    'ContosoReports-6B1F7B93-2A8D-4C46-B0E7-9D3C6F218A75', 'Contoso.Billing')

// Two builds of the assemblies that differ in one byte.
['Contoso.Approvals', 'Contoso.Billing'].each { name ->
    def dll = TestAssemblies.plugins(name, '.NETFramework,Version=v4.6.2', true, 'Plugin')
    ['first', 'changed'].each { build ->
        def file = new File(basedir, "plugins/bin/$build/${name}.dll")
        file.parentFile.mkdirs()
        file.bytes = dll
        dll[0x50] = (byte) (dll[0x50] ^ 1)
    }
}

// The node of this machine, where the plugin for npm would install one: it then downloads none.
def output = { List<String> command -> command.execute().text.trim() }
def node = new File(output(['node', '-p', 'process.execPath'])).toPath().toRealPath()
def npm = new File(output(['which', 'npm'])).toPath().toRealPath().parent.parent
Files.createDirectories(new File(basedir, 'rating/node/node_modules').toPath())
Files.createSymbolicLink(new File(basedir, 'rating/node/node').toPath(), node)
Files.createSymbolicLink(new File(basedir, 'rating/node/node_modules/npm').toPath(), npm)

def properties = new Properties()
properties['company.repository'] = new File(basedir, 'target/company repository').toURI().toString()
properties['node.version'] = output(['node', '--version'])
new File(basedir, 'test.properties').withOutputStream { properties.store(it, null) }
return true
