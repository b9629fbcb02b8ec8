class A {
    #x() { }
    m() { return this.#x == 1 || #x in this; }
    static { alert("a"); this.#x(); }
}
