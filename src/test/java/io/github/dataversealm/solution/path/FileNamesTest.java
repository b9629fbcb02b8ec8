package io.github.dataversealm.solution.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void replacesTheWindowsSet() {
        assertThat(FileNames.legal("a\"b<c>d|e:f*g?h\\i/j\u0000k\u001fl")).isEqualTo("a_b_c_d_e_f_g_h_i_j_k_l");
        assertThat(FileNames.legal("//")).isEqualTo("__");
    }

    @Test
    void keepsALegalNameAsItIs() {
        String name = new String("Größe {1} 'x'; .%7B😀");
        assertThat(FileNames.legal(name)).isSameAs(name);
    }
}
