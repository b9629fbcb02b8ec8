import io.github.dataversealm.solution.testkit.SolutionZipBuilder

// the definition breaks a sentence that its schema takes from the schema of JSON schemas
new SolutionZipBuilder()
        .rootById(29, "{11111111-0000-0000-0000-0000000000ff}")
        .rootByName(372, "contoso_trips")
        .element("""<Connectors><Connector>
            <connectorid>88888888-0000-0000-0000-000000000001</connectorid>
            <name>contoso_trips</name><displayname>Trips</displayname><connectortype>1</connectortype>
            <openapidefinition>/Connector/contoso_trips_openapidefinition.json</openapidefinition>
            </Connector></Connectors>""")
        .entry("Connector/contoso_trips_openapidefinition.json", """{"swagger": "2.0",
            "info": {"title": "Trips", "version": "1.0"}, "paths": {},
            "definitions": {"Trip": {"maximum": "many"}}}""")
        .write(new File(basedir, "Bad.zip").toPath())
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
