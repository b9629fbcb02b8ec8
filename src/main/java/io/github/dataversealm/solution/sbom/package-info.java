/** What a solution is made of, as a software bill of materials. */
package io.github.dataversealm.solution.sbom;
