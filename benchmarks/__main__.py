"""`python -m benchmarks`: every benchmark with its defaults, one after the other."""

from benchmarks import block_scan, delivery, label_index

if __name__ == "__main__":
    block_scan.main()
    delivery.main()
    label_index.main()
