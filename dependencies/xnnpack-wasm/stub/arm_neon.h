// Empty: two of XNNPACK's portable sources include this header without using anything of it.
