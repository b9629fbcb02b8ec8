package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.connector.PngImage;
import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Optional;

/** A custom connector with its parts, which are files beside the zip's other files or stand in its element. */
record ConnectorFile(Part connector, Document definition, Document parameters, Optional<Icon> icon) {

    Subject subject() {
        return connector.subject();
    }

    /** The place of a field of the connector's element, or of the element itself. */
    Place place(String field) {
        return connector.element().first(field).orElse(connector.element()).place();
    }

    /**
     * A JSON document of the connector.
     *
     * @param json absent when the connector has no such document, or it is no JSON
     * @param problem why it is no JSON
     * @param file its file; empty when it stands in the connector's element
     * @param element the place of the field of the element
     */
    record Document(Json json, Optional<SolutionException> problem, Optional<Origin> file, Place element) {

        static Document none(Place element) {
            return new Document(Json.ABSENT, Optional.empty(), Optional.empty(), element);
        }

        Place place(Json value) {
            return file.map(origin -> Place.line(origin, value.line(), value.column()))
                    .orElse(element);
        }
    }

    /**
     * The icon.
     *
     * @param bytes its size
     * @param image empty when it is no PNG image
     */
    record Icon(long bytes, Optional<PngImage> image, Place place) {}
}
