var a = b
    ?? c;
