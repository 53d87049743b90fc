"""Slice: self-information requests (自己情報の開示等請求).

May import `casework` and below. Start with `models.py`.
"""
