"""What breaks while the product runs: files, disks, clocks, processes. Each file is a fault: `pytest tests/faults/test_….py`."""
