class A {
    m() { }
    x = 1;
}
