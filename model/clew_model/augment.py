def swap(d,r): return d
uppercase=lowercase=headline=swap
