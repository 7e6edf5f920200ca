from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]

handler400 = "articles.error_views.bad_request"
handler403 = "articles.error_views.refused"
handler404 = "articles.error_views.not_found"
handler500 = "articles.error_views.server_error"
