"""A simulated economy with known truth: miners, platforms, customers, strangers and attackers on a regtest chain.

`life.Life` makes it, `truth.Truth` says what really happened, `label_files` what a user would know of it. Nothing in
here knows how transfers, trails or labels are found out, so that whatever finds them can be measured with it.
"""
