package io.github.dataversealm.solution.mapping;

/**
 * Says of a file or a folder of the source folder where it is kept, as a directive of a mapping file does.
 *
 * @param to the place in the source folder: a file, a folder with {@code /} at the end, or all files of a kind such as
 *     {@code WebResources/contoso_/*.js}
 * @param from the file or folder that is packed there, in which {@code **} stands for any depth of folders; absolute
 * @param shown {@code from} as a person would name it
 */
public record Mapping(String to, String from, String shown) {

    @Override
    public String toString() {
        return to + " from " + shown;
    }
}
