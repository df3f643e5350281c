/// Made-up images that look like real ones, computed and never measured: the same seed gives the same bytes.
public enum Phantoms {}
