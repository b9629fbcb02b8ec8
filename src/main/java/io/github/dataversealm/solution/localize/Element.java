package io.github.dataversealm.solution.localize;

import java.util.HashMap;
import java.util.Map;

/** An open element and what names it: attributes, and the texts of children that have nothing but text. */
final class Element {

    final Element parent;
    final String name;
    final Map<String, String> attributes = new HashMap<>(4);
    final Map<String, String> texts = new HashMap<>(4);

    Element(Element parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /** This element or the nearest around it that has the name; null when there is none. */
    Element nearest(String elementName) {
        Element element = this;
        while (element != null && !element.name.equals(elementName)) {
            element = element.parent;
        }
        return element;
    }
}
