/**
 * Labels as .NET string resources ({@code .resx}): the parameters {@code localize}, {@code sourceLoc} and {@code useLcid}.
 *
 * <p>Unpacking collects the labels of all files that it writes in a {@link
 * io.github.dataversealm.solution.localize.LabelIndex} and writes them as {@link
 * io.github.dataversealm.solution.localize.ResourceFiles}. Packing reads these files back with a {@link
 * io.github.dataversealm.solution.localize.LabelMerger}, which changes nothing but the labels that differ. The XML files
 * of the folder keep all their labels either way.
 *
 * <p>Sources: spec solution-packager-behavior §10; Microsoft's page "SolutionPackager tool" (arguments {@code /localize}
 * and {@code /sourceLoc}, and its section on resource files that Visual Studio has edited); the form of keys and metadata
 * was read off public source folders that SolutionPackager had written. What none of them shows is said where it is
 * decided.
 */
package io.github.dataversealm.solution.localize;
