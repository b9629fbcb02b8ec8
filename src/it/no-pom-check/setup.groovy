import io.github.dataversealm.solution.testkit.SolutionZipBuilder

new SolutionZipBuilder().rootById(29, "{11111111-0000-0000-0000-0000000000ff}").write(new File(basedir, "Bad.zip").toPath())
new SolutionZipBuilder()
        .named("Scripted")
        .rootByName(61, "contoso_/trip.js")
        .element("""<WebResources><WebResource><WebResourceId>{22222222-0000-0000-0000-000000000001}</WebResourceId>
            <Name>contoso_/trip.js</Name><DisplayName>Trip</DisplayName><WebResourceType>3</WebResourceType>
            <IntroducedVersion>1.0.0.0</IntroducedVersion><IsCustomizable>1</IsCustomizable>
            <FileName>/WebResources/contoso_tripjs</FileName></WebResource></WebResources>""")
        .entry("WebResources/contoso_tripjs", '"use strict";\neval("1");\n')
        .write(new File(basedir, "Scripted.zip").toPath())
return true
