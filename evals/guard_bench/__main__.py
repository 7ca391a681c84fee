from evals.guard_bench.task import main

main()
