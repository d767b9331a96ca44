"""`python -m benchmarks`: every benchmark with its defaults, one after the other."""

from benchmarks import (
    block_growth,
    block_scan,
    catch_up,
    delivery,
    document_text,
    flags,
    label_index,
    requests,
    whole_filing,
)

if __name__ == "__main__":
    block_scan.main()
    block_growth.main([])
    delivery.main([])
    catch_up.main()
    requests.main([])
    label_index.main([])
    flags.main()
    document_text.main([])
    whole_filing.main([])
