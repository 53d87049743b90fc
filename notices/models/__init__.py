"""The tables of letters, one noun per file."""

from notices.models.delivery import Delivery, DeliveryMeans, ReturnReason
from notices.models.notice import Notice
from notices.models.printed import Printed

__all__ = ["Delivery", "DeliveryMeans", "Notice", "Printed", "ReturnReason"]
