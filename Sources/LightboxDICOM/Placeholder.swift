// The first real file of this module takes the place of this one.
